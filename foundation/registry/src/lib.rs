//! The card file every department consults.
