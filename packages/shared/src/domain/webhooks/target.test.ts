import { describe, expect, it } from '@jest/globals';
import { isPublicAddress, targetFault } from './target.ts';

const outside = { allowPrivate: false };

describe('an address that a webhook may go to', () => {
  it.each(['8.8.8.8', '93.184.215.14', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e'])(
    'is on the open internet: %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.0.9'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['carrier-grade NAT', '100.127.255.254'],
    ['link-local, where clouds keep their keys', '169.254.169.254'],
    ['this host', '0.0.0.0'],
    ['broadcast', '255.255.255.255'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['documentation', '192.0.2.1'],
    ['benchmarking', '198.18.0.1'],
    ['protocol assignments', '192.0.0.8'],
    ['IPv6 loopback', '::1'],
    ['IPv6 unspecified', '::'],
    ['IPv6 link-local', 'fe80::1'],
    ['IPv6 site-local', 'fec0::1'],
    ['IPv6 unique local', 'fc00::1'],
    ['IPv6 unique local', 'fd12:3456::1'],
    ['IPv4 mapped into IPv6', '::ffff:10.0.0.1'],
    ['IPv4 mapped into IPv6', '::ffff:8.8.8.8'],
    ['IPv4 compatible', '::7f00:1'],
    ['NAT64', '64:ff9b::a00:1'],
    ['6to4', '2002:a00:1::'],
    ['Teredo', '2001::1'],
    ['IPv6 multicast', 'ff02::1'],
    ['IPv6 documentation', '2001:db8::1'],
    ['outside of what is in use', '4000::1'],
    ['no address', 'example.com'],
    ['no address', ''],
  ])('is none in %s: %s', (_, address) => expect(isPublicAddress(address)).toBe(false));
});

describe('an endpoint', () => {
  it.each([
    'https://hooks.example.com/in?team=7',
    'https://8.8.8.8/x',
    'https://example.com:8443/',
  ])('may be %s', (url) => expect(targetFault(url, outside)).toBeNull());

  it.each([
    'http://hooks.example.com/',
    'ftp://hooks.example.com/',
    'file:///etc/passwd',
    'hooks.example.com',
    'https://user:secret@hooks.example.com/',
    'https://hooks.example.com/#part',
    'https://localhost/',
    'https://LOCALHOST:3000/',
    'https://metadata.google.internal/computeMetadata',
    'https://printer.local/',
    'https://intranet/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://10.0.0.7/',
  ])('may not be %s', (url) => expect(targetFault(url, outside)).not.toBeNull());

  it('may be a local address in development, and is a web address there too', () => {
    expect(targetFault('http://127.0.0.1:9000/', { allowPrivate: true })).toBeNull();
    expect(targetFault('file:///etc/passwd', { allowPrivate: true })).not.toBeNull();
  });
});
