//! The WSDL of the HTTPS door, for clients that generate their code from one.

use super::envelope::Operation;
use super::soap::NAMESPACE;

/// The WSDL: one port type with the operations of the CORE rule, SOAP 1.2, document style.
#[must_use]
pub fn text() -> String {
    let target = "http://www.caqh.org/SOAP/WSDL/";
    let (mut elements, mut messages, mut operations, mut bindings) = Default::default();
    let add = |to: &mut String, text: String| to.push_str(&text);
    for operation in Operation::ALL {
        let (asks, answers) = operation.elements();
        let name = name(operation);
        for element in [asks, answers] {
            add(&mut elements, self::element(element, operation, element == answers));
            let message =
                format!("<message name=\"{element}\"><part name=\"body\" element=\"c:{element}\"/></message>");
            add(&mut messages, message);
        }
        let parts = format!("<input message=\"t:{asks}\"/><output message=\"t:{answers}\"/>");
        add(&mut operations, format!("<operation name=\"{name}\">{parts}</operation>"));
        let literal = "<soap:body use=\"literal\"/>";
        add(
            &mut bindings,
            format!(
                "<operation name=\"{name}\"><soap:operation soapAction=\"{name}\"/><input>{literal}</input>\
                 <output>{literal}</output></operation>"
            ),
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\" \
         xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap12/\" xmlns:t=\"{target}\" xmlns:c=\"{NAMESPACE}\" \
         targetNamespace=\"{target}\"><types><x:schema xmlns:x=\"http://www.w3.org/2001/XMLSchema\" \
         targetNamespace=\"{NAMESPACE}\">{elements}</x:schema></types>{messages}<portType name=\"CORETransactions\">\
         {operations}</portType><binding name=\"CoreSoapBinding\" type=\"t:CORETransactions\"><soap:binding \
         style=\"document\" transport=\"http://schemas.xmlsoap.org/soap/http\"/>{bindings}</binding><service name=\"Core\">\
         <port name=\"CoreSoapPort\" binding=\"t:CoreSoapBinding\"><soap:address location=\"/core\"/></port></service>\
         </definitions>"
    )
}

const fn name(operation: Operation) -> &'static str {
    match operation {
        Operation::RealTime => "RealTimeTransaction",
        Operation::BatchSubmission => "BatchSubmitTransaction",
        Operation::AcknowledgementRetrieval => "BatchSubmitAckRetrievalTransaction",
        Operation::ResultsRetrieval => "BatchResultsRetrievalTransaction",
        Operation::AcknowledgementSubmission => "BatchResultsAckSubmitTransaction",
    }
}

fn element(name: &str, operation: Operation, answer: bool) -> String {
    let payload = if operation == Operation::RealTime { "x:string" } else { "x:base64Binary" };
    let mut fields = vec![
        ("PayloadType", "x:string", 1),
        ("ProcessingMode", "x:string", 1),
        ("PayloadID", "x:string", 1),
        ("PayloadLength", "x:int", 0),
        ("TimeStamp", "x:string", 1),
        ("SenderID", "x:string", 1),
        ("ReceiverID", "x:string", 1),
        ("CORERuleVersion", "x:string", 1),
        ("CheckSum", "x:string", 0),
        ("Payload", payload, 0),
    ];
    if answer {
        fields.extend([("ErrorCode", "x:string", 1), ("ErrorMessage", "x:string", 1)]);
    }
    let fields: String = fields
        .into_iter()
        .map(|(name, kind, least)| format!("<x:element name=\"{name}\" type=\"{kind}\" minOccurs=\"{least}\"/>"))
        .collect();
    format!("<x:element name=\"{name}\"><x:complexType><x:sequence>{fields}</x:sequence></x:complexType></x:element>")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_wsdl_is_well_formed_and_names_every_operation() {
        let text = super::text();
        let document = roxmltree::Document::parse(&text).expect("well-formed");
        let operations = document.descendants().filter(|node| node.tag_name().name() == "operation");
        // Each stands in the port type, in the binding, and once more as the SOAP action.
        assert_eq!(operations.count(), 15);
    }
}
