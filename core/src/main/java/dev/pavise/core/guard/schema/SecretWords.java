package dev.pavise.core.guard.schema;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Words that name a secret, in the languages that tools are described in.
final class SecretWords {
    /// Whole words, once names are split at their capitals and signs.
    private static final Set<String> WORDS = Set.of(
            "password",
            "passwords",
            "passwd",
            "passphrase",
            "passphrases",
            "passcode",
            "pwd",
            "secret",
            "secrets",
            "credential",
            "credentials",
            "cred",
            "creds",
            "authorization",
            "authorisation",
            "auth",
            "bearer",
            "cookie",
            "cookies",
            "apikey",
            "apikeys",
            "apitoken",
            "accesstoken",
            "authtoken",
            "privatekey",
            "secretkey",
            "jwt",
            "otp",
            "totp",
            "mnemonic",
            "pincode",
            "cvv",
            "cvc",
            "ssn",
            // Romance, Germanic, Slavic and other languages in Latin letters, without their accents
            "contrasena",
            "senha",
            "palavrapasse",
            "motdepasse",
            "passwort",
            "kennwort",
            "geheimnis",
            "wachtwoord",
            "losenord",
            "adgangskode",
            "salasana",
            "heslo",
            "haslo",
            "jelszo",
            "sifre",
            "parola",
            "credenziali",
            "credenciales",
            "credenciais",
            "secreto",
            "segredo",
            "segreto");

    /// Of `token`, only these are no secrets: they count, or turn pages.
    private static final Set<String> PLAIN_TOKENS = Set.of(
            "page",
            "next",
            "prev",
            "previous",
            "continuation",
            "pagination",
            "cursor",
            "sync",
            "progress",
            "max",
            "min",
            "idempotency");

    /// Two words that together name one.
    private static final Set<String> KEYS = Set.of(
            "api",
            "access",
            "private",
            "secret",
            "signing",
            "encryption",
            "master",
            "account",
            "subscription",
            "ssh",
            "service",
            "license");

    /// Found anywhere: words of several parts, and of scripts that do not part their words.
    private static final List<String> PHRASES = List.of(
            "mot de passe",
            "clave de acceso",
            "clave api",
            "cle api",
            "cle d'api",
            "cle secrete",
            "palavra-passe",
            "session id",
            "session_id",
            "sessionid",
            "seed phrase",
            "recovery phrase",
            "connection string",
            "пароль",
            "секрет",
            "токен",
            "ключ api",
            "密码",
            "密碼",
            "口令",
            "令牌",
            "密钥",
            "密鑰",
            "秘钥",
            "私钥",
            "私鑰",
            "凭证",
            "凭据",
            "憑證",
            "パスワード",
            "秘密鍵",
            "トークン",
            "認証",
            "비밀번호",
            "암호",
            "토큰",
            "비밀키",
            "كلمة المرور",
            "كلمة السر",
            "סיסמה",
            "पासवर्ड",
            "รหัสผ่าน",
            "mật khẩu");

    private SecretWords() {}

    /// Whether the text, a name or a description, speaks of a secret.
    static boolean in(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String lower = composed.toLowerCase(Locale.ROOT);
        String bare = bare(lower);
        for (String phrase : PHRASES) {
            if (lower.contains(phrase) || bare.contains(phrase)) return true;
        }
        String before = "";
        for (String word : words(bare(composed))) {
            if (WORDS.contains(word)) return true;
            if (word.equals("token") && !PLAIN_TOKENS.contains(before)) return true;
            if ((word.equals("key") || word.equals("keys")) && KEYS.contains(before)) return true;
            before = word;
        }
        return false;
    }

    private static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    /// `apiKey`, `api_key`, `API key` and `APIKey` are all `api`, `key`.
    private static List<String> words(String text) {
        return List.of(text.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z]+", -1));
    }
}
