/// Wallet material in a text: what spends (mnemonics, private keys), what tells (extended public keys, addresses) and
/// what deceives (addresses that look alike).
///
/// ```
/// mnemonic     = 12 | 15 | 18 | 21 | 24 words of one list, parted by anything but letters, checksum right   ; BIP-39
/// private key  = WIF | 64 hexadecimal digits named as a key | 64 bytes whose halves fit                     ; Solana
/// keystore     = ciphertext beside kdf and mac                                                    ; Web3 storage v3
/// extended     = xprv… | xpub… of Base58Check                                                      ; BIP-32, SLIP-132
/// address      = EVM (EIP-55) | Bitcoin (Base58Check, BIP-173, BIP-350) | Tron | Solana
/// look-alikes  = two addresses of one kind, the same in their first and last four characters, and not between
/// ```
@NullMarked
package dev.pavise.detect.wallet;

import org.jspecify.annotations.NullMarked;
