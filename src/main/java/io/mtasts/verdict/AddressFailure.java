package io.mtasts.verdict;

import java.net.InetAddress;

/** An address of the Policy Host that does not serve, while another one does. */
public record AddressFailure(InetAddress address, FetchFailure failure) {}
