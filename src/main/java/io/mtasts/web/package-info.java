/** The web page: the documents of the API, rendered for people and streamed while a check runs. */
@NullMarked
package io.mtasts.web;

import org.jspecify.annotations.NullMarked;
