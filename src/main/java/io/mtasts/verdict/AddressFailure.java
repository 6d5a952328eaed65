package io.mtasts.verdict;

import java.net.InetAddress;

/** An address of the policy host that does not serve the policy, while another one does. */
public record AddressFailure(InetAddress address, FetchFailure failure) {}
