//! Recognising Enterprise connectors by the ordered rules of `assets/enterprise.json`, never by name or level.
