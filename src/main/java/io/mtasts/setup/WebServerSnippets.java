package io.mtasts.setup;

import io.mtasts.name.DomainName;
import io.mtasts.name.StandardNames;

/** Configurations of web servers that serve a policy. RFC 8461, 3.3. */
public enum WebServerSnippets {
    NGINX("nginx", "/etc/nginx/conf.d/{host}.conf", """
            server {
                listen 443 ssl;
                listen [::]:443 ssl;
                server_name {host};
                ssl_certificate /etc/letsencrypt/live/{host}/fullchain.pem;
                ssl_certificate_key /etc/letsencrypt/live/{host}/privkey.pem;

                # The policy is the file .well-known/mta-sts.txt below this folder.
                root /var/www/{host};
                location = /.well-known/mta-sts.txt {
                    types {}
                    default_type "text/plain; charset=utf-8";
                }
                location / {
                    return 404;
                }
            }
            """),
    CADDY("Caddy", "/etc/caddy/Caddyfile", """
            # Caddy gets the certificate by itself.
            {host} {
                # The policy is the file .well-known/mta-sts.txt below this folder.
                root * /var/www/{host}
                @policy path /.well-known/mta-sts.txt
                header @policy Content-Type "text/plain; charset=utf-8"
                file_server
            }
            """),
    APACHE("Apache", "/etc/apache2/sites-available/{host}.conf", """
            # Needs the module ssl.
            <VirtualHost *:443>
                ServerName {host}
                SSLEngine on
                SSLCertificateFile /etc/letsencrypt/live/{host}/fullchain.pem
                SSLCertificateKeyFile /etc/letsencrypt/live/{host}/privkey.pem

                # The policy is the file .well-known/mta-sts.txt below this folder.
                DocumentRoot /var/www/{host}
                <Directory /var/www/{host}>
                    Require all granted
                </Directory>
                <Location /.well-known/mta-sts.txt>
                    ForceType "text/plain; charset=utf-8"
                </Location>
            </VirtualHost>
            """),
    STATIC("A host for static pages", "", """
            Put the policy into the file .well-known/mta-sts.txt, and enter {host} as the host's own name (custom domain).
            - Wait until there is a certificate for {host}; one for the provider's name is not enough.
            - The file must come as text/plain, with status 200 and without a redirect, with or without www.
            - Some builders leave out folders that begin with a dot: Jekyll, for one, needs "include: [.well-known]".
            """);

    private final String title;
    private final String file;
    private final String text;

    WebServerSnippets(String title, String file, String text) {
        this.title = title;
        this.file = file;
        this.text = text;
    }

    /** Returns the name of the web server. */
    public String title() {
        return title;
    }

    /** Returns the path of the configuration file in Debian's layout; empty if the text is advice. */
    public String file(DomainName domain) {
        return filled(file, domain);
    }

    /** Returns the configuration or, for a host of static pages, advice. */
    public String text(DomainName domain) {
        return filled(text, domain);
    }

    private static String filled(String template, DomainName domain) {
        return template.replace("{host}", StandardNames.policyHost(domain));
    }
}
