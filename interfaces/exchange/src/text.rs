//! Text messages by an HTTP gateway, in the protocol that docs/reminders.md describes.
//!
//! ```text
//! POST <gateway>
//! Authorization: Bearer <token>
//! Idempotency-Key: <id>
//! Content-Type: application/json
//!
//! {"id": "<id>", "to": "+15185550100", "text": "…"}
//! ```
//!
//! 2xx with `{"id": …}` says that the gateway has it; 400, 404, 410 and 422 that it never will; all else that it may later. The id is
//! always the same for the same message.

use crate::Handed;
use crate::config::{fault, is_of_this_machine};
use kernel::{Phi, Problem};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use workflows::reminders::Outgoing;

/// Bytes of its answer at most.
const ANSWER_BYTES_MAX: usize = 16 * 1_024;

/// A text gateway.
pub(crate) struct TextGateway {
    client: Client,
    address: Url,
    bearer: HeaderValue,
}

#[derive(Serialize)]
struct Sent<'a> {
    id: &'a str,
    to: &'a str,
    text: &'a str,
}

#[derive(Deserialize)]
struct Taken {
    #[expect(dead_code, reason = "that it is there says that the gateway has the message")]
    id: serde_json::Value,
}

impl TextGateway {
    /// A gateway at this address, with this token.
    ///
    /// # Errors
    /// Invalid, in a sentence that says what to mend.
    pub(crate) fn of(address: &str, token: &str, patience: Duration) -> Result<Self, Problem> {
        if !address.starts_with("https://") && !is_of_this_machine(address) {
            return Err(fault("gateway under [text] must begin with https://.".to_owned()));
        }
        let url = Url::parse(address).map_err(|_| fault("gateway under [text] is not an address.".to_owned()))?;
        let mut bearer = HeaderValue::from_str(&format!("Bearer {token}"))
            .map_err(|_| fault("token_file under [text] holds no token.".to_owned()))?;
        bearer.set_sensitive(true);
        let client = Client::builder()
            .timeout(patience)
            .redirect(Policy::none())
            .build()
            .map_err(|why| fault("No way to the text gateway could be made.".to_owned()).because(why))?;
        Ok(Self { client, address: url, bearer })
    }

    /// Hands a message to the gateway.
    pub(crate) async fn send(&self, message: &Outgoing) -> Handed {
        let Some(to) = international(&message.to) else { return Handed::Never };
        let id = format!("{}.{}", message.id, message.channel.word());
        let Ok(body) = serde_json::to_vec(&Sent { id: &id, to: to.reveal(), text: message.text.reveal() }) else {
            return Handed::Never;
        };
        let request = self
            .client
            .post(self.address.clone())
            .header(AUTHORIZATION, self.bearer.clone())
            .header(CONTENT_TYPE, "application/json")
            .header("idempotency-key", id)
            .body(body);
        let Ok(answer) = request.send().await else {
            tracing::warn!("the text gateway did not answer");
            return Handed::Again;
        };
        let status = answer.status();
        if status.is_success() && took_it(answer).await {
            return Handed::Over;
        }
        tracing::warn!(status = status.as_u16(), "the text gateway did not take a message");
        if matches!(status.as_u16(), 400 | 404 | 410 | 422) { Handed::Never } else { Handed::Again }
    }
}

/// Whether the answer names an id. Anything else is no receipt.
async fn took_it(mut answer: reqwest::Response) -> bool {
    let mut body = Vec::new();
    while let Ok(Some(piece)) = answer.chunk().await {
        body.extend_from_slice(&piece);
        if body.len() > ANSWER_BYTES_MAX {
            return false;
        }
    }
    serde_json::from_slice::<Taken>(&body).is_ok()
}

/// `+15185550100`: ten digits are of the North American plan; other numbers must name their country.
fn international(number: &Phi<String>) -> Option<Phi<String>> {
    let text = number.reveal();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        10 if !text.starts_with('+') => Some(Phi::new(format!("+1{digits}"))),
        11..=15 if text.starts_with('+') => Some(Phi::new(format!("+{digits}"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::international;
    use kernel::Phi;

    #[test]
    fn a_number_names_its_country() {
        let told = |text: &str| international(&Phi::from(text)).map(Phi::into_revealed);
        assert_eq!(told("5185550100").as_deref(), Some("+15185550100"));
        assert_eq!(told("+44 20 7946 0000").as_deref(), Some("+442079460000"));
        assert_eq!(told("555"), None);
    }
}
