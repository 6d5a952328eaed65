package io.mtasts.web;

/** The fields of the form with texts to validate, as they were sent. */
record ValidationForm(String txt, String policy, String contentType, String mx) {}
