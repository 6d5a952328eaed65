/** What can be said about a domain: findings, and what every catalogue of finding codes has in common. */
@NullMarked
package io.mtasts.finding;

import org.jspecify.annotations.NullMarked;
