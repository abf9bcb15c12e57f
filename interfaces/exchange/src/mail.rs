//! E-mail by SMTP (RFC 5321, 2008). The message id is always the same for the same message or delivery, so that a mail program
//! shows one that went out twice as one.

use crate::Handed;
use crate::config::{MailFile, Secrecy, fault, is_of_this_machine};
use kernel::Problem;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MessageBuilder, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls as Privacy, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::error::Error;
use std::time::Duration;
use workflows::refer_out::PacketMail;
use workflows::reminders::Outgoing;

/// A mail server.
#[derive(Clone)]
pub(crate) struct MailServer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Says to mail programs that no absence notes are to come back (RFC 3834, 2004).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_text: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl MailServer {
    /// A server by the file's settings.
    ///
    /// # Errors
    /// Invalid, in a sentence that says what to mend.
    pub(crate) fn of(
        file: &MailFile,
        password: Option<String>,
        authority: Option<String>,
        patience: Duration,
    ) -> Result<Self, Problem> {
        let from: Mailbox = file.from.parse().map_err(|_| {
            fault("from under [mail] must be an e-mail address, such as Lakeside <reminders@example.org>.".to_owned())
        })?;
        if file.tls == Secrecy::None && !is_of_this_machine(&file.server) {
            return Err(fault("tls = \"none\" under [mail] is only for a server on this very machine.".to_owned()));
        }
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&file.server).timeout(Some(patience));
        let usual_port = match file.tls {
            Secrecy::Starttls => 587,
            Secrecy::Tls => 465,
            Secrecy::None => 25,
        };
        builder = builder.port(file.port.unwrap_or(usual_port));
        if file.tls != Secrecy::None {
            let privacy = privacy(&file.server, authority)?;
            let wraps = file.tls == Secrecy::Tls;
            builder = builder.tls(if wraps { Privacy::Wrapper(privacy) } else { Privacy::Required(privacy) });
        }
        if let Some(user) = &file.user {
            builder = builder.credentials(Credentials::new(user.clone(), password.unwrap_or_default()));
        }
        Ok(Self { transport: builder.build(), from })
    }

    /// Hands a message to the server.
    pub(crate) async fn send(&self, message: &Outgoing) -> Handed {
        let id = format!("{}.{}", message.id, message.channel.word());
        let Some(begun) = self.begun(&id, message.to.reveal(), message.subject.reveal()) else { return Handed::Never };
        let built = begun.header(ContentType::TEXT_PLAIN).body(message.text.reveal().clone());
        self.hand(built.ok()).await
    }

    /// Hands a packet to the server, with the PDF and the FHIR document attached.
    pub(crate) async fn send_packet(&self, message: &PacketMail) -> Handed {
        let (id, line) = (message.line.id.to_string(), &message.line);
        let Some(begun) = self.begun(&id, &line.address, &message.subject) else { return Handed::Never };
        let named = |ending: &str| Attachment::new(format!("{id}.{ending}"));
        let pdf = ContentType::parse("application/pdf").expect("a media type");
        let fhir = ContentType::parse("application/fhir+json").expect("a media type");
        let parts = MultiPart::mixed()
            .singlepart(SinglePart::plain(message.text.clone()))
            .singlepart(named("pdf").body(message.packet.pdf.reveal().clone(), pdf))
            .singlepart(named("json").body(message.packet.fhir.reveal().clone(), fhir));
        self.hand(begun.multipart(parts).ok()).await
    }

    /// How a mail program will know the message of this id.
    pub(crate) fn message_id(&self, id: &str) -> String {
        format!("<{id}@{}>", self.from.email.domain())
    }

    /// The envelope and the headers; none to what is no address.
    fn begun(&self, id: &str, to: &str, subject: &str) -> Option<MessageBuilder> {
        let to = to.parse::<Address>().ok()?;
        let begun = Message::builder().from(self.from.clone()).to(Mailbox::new(None, to)).subject(subject);
        Some(begun.message_id(Some(self.message_id(id))).header(AutoSubmitted))
    }

    async fn hand(&self, built: Option<Message>) -> Handed {
        let Some(built) = built else { return Handed::Never };
        match self.transport.send(built).await {
            Ok(_) => Handed::Over,
            Err(why) => {
                // The server's own words may repeat the address: only its number is noted.
                let status = why.status().map(|code| code.to_string()).unwrap_or_default();
                tracing::warn!(status, permanent = why.is_permanent(), "the mail server did not take a message");
                // That we may not send at all is not about this message (RFC 4954, 2007).
                let about_us = ["530", "534", "535", "538"].contains(&status.as_str());
                if why.is_permanent() && !about_us { Handed::Never } else { Handed::Again }
            }
        }
    }
}

fn privacy(server: &str, authority: Option<String>) -> Result<TlsParameters, Problem> {
    let mut parameters = TlsParameters::builder(server.to_owned());
    if let Some(pem) = authority {
        let certificate = Certificate::from_pem(pem.as_bytes())
            .map_err(|_| fault("ca_file under [mail] holds no certificate in PEM.".to_owned()))?;
        parameters = parameters.add_root_certificate(certificate);
    }
    parameters
        .build_rustls()
        .map_err(|why| fault("The way to the mail server cannot be kept private.".to_owned()).because(why))
}
