package com.acme;

/** The id of GitLab is decd338e-5647-4c0b-adf4-da0e75f5a750. */
final class Sources {
    // decd338e-5647-4c0b-adf4-da0e75f5a750
    static final String URL = "https://airbyte.example.com"; // not a comment before
    static final UUID GITHUB = UUID.fromString("ef69ef6e-aa7f-4af1-a01d-ef775033524e");
}
