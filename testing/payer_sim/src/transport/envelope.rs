//! The CORE envelope: what travels around an X12 file, whichever way it is written.
//!
//! Source: CAQH CORE Connectivity Rule vC2.2.0 (Phase II) and vC3.1.0 (Phase IV): metadata of section 4.4.

/// A message in the words of the CORE metadata; empty where it was not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// What the payload is, such as `X12_270_Request_005010X279A1`.
    pub payload_type: String,
    /// `RealTime` or `Batch`.
    pub processing_mode: String,
    /// The sender's number for it, a UUID.
    pub payload_id: String,
    /// When it was sent, in UTC.
    pub time_stamp: String,
    /// Who sends: a name agreed upon.
    pub user_name: String,
    /// With this password.
    pub password: String,
    /// Sending organization.
    pub sender_id: String,
    /// Receiving organization.
    pub receiver_id: String,
    /// `2.2.0` or `4.0.0`.
    pub rule_version: String,
    /// SHA-1 of the payload in hexadecimal digits; for batches.
    pub checksum: String,
    /// The X12 file.
    pub payload: Vec<u8>,
    /// `Success`, or what is wrong with the envelope; in answers.
    pub error_code: String,
    /// A sentence about it.
    pub error_message: String,
}

/// What a message asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// An answer while the line is open.
    RealTime,
    /// Taking in a batch.
    BatchSubmission,
    /// The acknowledgements of a batch: TA1, 999.
    AcknowledgementRetrieval,
    /// The results of a batch: 271, 277, 277CA, 278, 835.
    ResultsRetrieval,
    /// An acknowledgement of results fetched.
    AcknowledgementSubmission,
}

impl Operation {
    /// What the payload type and processing mode ask for; nothing where they ask for nothing known.
    #[must_use]
    pub fn of(payload_type: &str, processing_mode: &str) -> Option<Self> {
        if processing_mode == "RealTime" {
            return payload_type.contains("_Request_").then_some(Self::RealTime);
        }
        let acknowledges = payload_type.starts_with("X12_999_") || payload_type.starts_with("X12_TA1_");
        if payload_type.contains("_SubmissionRequest") && acknowledges {
            return Some(Self::AcknowledgementSubmission);
        }
        if payload_type.contains("RetrievalRequest") {
            return Some(if acknowledges { Self::AcknowledgementRetrieval } else { Self::ResultsRetrieval });
        }
        if payload_type.contains("_Request_Batch_Results_") {
            return Some(Self::ResultsRetrieval);
        }
        payload_type.contains("_Request_").then_some(Self::BatchSubmission)
    }

    /// The names of the SOAP elements that ask and answer (CORE WSDL).
    #[must_use]
    pub const fn elements(self) -> (&'static str, &'static str) {
        match self {
            Self::RealTime => ("COREEnvelopeRealTimeRequest", "COREEnvelopeRealTimeResponse"),
            Self::BatchSubmission => ("COREEnvelopeBatchSubmission", "COREEnvelopeBatchSubmissionResponse"),
            Self::AcknowledgementRetrieval => {
                ("COREEnvelopeBatchSubmissionAckRetrievalRequest", "COREEnvelopeBatchSubmissionAckRetrievalResponse")
            }
            Self::ResultsRetrieval => {
                ("COREEnvelopeBatchResultsRetrievalRequest", "COREEnvelopeBatchResultsRetrievalResponse")
            }
            Self::AcknowledgementSubmission => {
                ("COREEnvelopeBatchResultsAckSubmission", "COREEnvelopeBatchResultsAckSubmissionResponse")
            }
        }
    }

    /// Every operation.
    pub const ALL: [Self; 5] = [
        Self::RealTime,
        Self::BatchSubmission,
        Self::AcknowledgementRetrieval,
        Self::ResultsRetrieval,
        Self::AcknowledgementSubmission,
    ];
}

impl Envelope {
    /// The fields in the order of the rule, but for the payload: name and value.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, &str); 12] {
        [
            ("PayloadType", &self.payload_type),
            ("ProcessingMode", &self.processing_mode),
            ("PayloadID", &self.payload_id),
            ("PayloadLength", ""),
            ("TimeStamp", &self.time_stamp),
            ("UserName", &self.user_name),
            ("Password", &self.password),
            ("SenderID", &self.sender_id),
            ("ReceiverID", &self.receiver_id),
            ("CORERuleVersion", &self.rule_version),
            ("CheckSum", &self.checksum),
            ("ErrorCode", &self.error_code),
        ]
    }

    /// Sets the field of this name; other names are passed over.
    pub fn put(&mut self, name: &str, value: &str) {
        let field = match name {
            "PayloadType" => &mut self.payload_type,
            "ProcessingMode" => &mut self.processing_mode,
            "PayloadID" => &mut self.payload_id,
            "TimeStamp" => &mut self.time_stamp,
            "UserName" => &mut self.user_name,
            "Password" => &mut self.password,
            "SenderID" => &mut self.sender_id,
            "ReceiverID" => &mut self.receiver_id,
            "CORERuleVersion" => &mut self.rule_version,
            "CheckSum" => &mut self.checksum,
            "ErrorCode" => &mut self.error_code,
            "ErrorMessage" => &mut self.error_message,
            _ => return,
        };
        value.trim().clone_into(field);
    }
}

/// SHA-1 in hexadecimal digits, as the rule asks for batches.
#[must_use]
pub fn checksum(payload: &[u8]) -> String {
    use sha1::{Digest, Sha1};
    Sha1::digest(payload).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Operation, checksum};

    #[test]
    fn payload_types_tell_the_operation() {
        let cases = [
            ("X12_270_Request_005010X279A1", "RealTime", Some(Operation::RealTime)),
            ("X12_837_Request_005010X222A1", "Batch", Some(Operation::BatchSubmission)),
            ("X12_999_RetrievalRequest_005010X231A1", "Batch", Some(Operation::AcknowledgementRetrieval)),
            ("X12_005010_Request_Batch_Results_271", "Batch", Some(Operation::ResultsRetrieval)),
            ("X12_835_RetrievalRequest_005010X221A1", "Batch", Some(Operation::ResultsRetrieval)),
            ("X12_999_SubmissionRequest_005010X231A1", "Batch", Some(Operation::AcknowledgementSubmission)),
            ("Nonsense", "Batch", None),
        ];
        for (payload_type, mode, operation) in cases {
            assert_eq!(Operation::of(payload_type, mode), operation, "{payload_type}");
        }
    }

    #[test]
    fn checksums_are_those_of_the_published_examples() {
        // FIPS 180-1, appendix A.
        assert_eq!(checksum(b"abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    }
}
