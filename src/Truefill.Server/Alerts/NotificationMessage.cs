using System;
using System.Buffers;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Views;

namespace Truefill.Server.Alerts;

/// <summary>An alert in the form that a receiver takes.</summary>
internal static class NotificationMessage
{
    /// <summary>
    /// <c>t=UNIX_SECONDS,v1=HEX</c>: HMAC-SHA256 of the time, a dot and the body, so that neither can be replaced.
    /// </summary>
    public const string SignatureHeader = "Truefill-Signature";

    private const int TelegramMax = 4096;

    public static HttpRequestMessage Of(NotificationOptions options, Alert alert, bool isSilent, DateTimeOffset now)
    {
        byte[] body = Body(options, alert, isSilent);
        return Post(options.Url!.Reveal(), options.SigningKey, body, now);
    }

    /// <summary>JSON to an address, signed where there is a key.</summary>
    public static HttpRequestMessage Post(string url, Secret? signingKey, byte[] body, DateTimeOffset now)
    {
        HttpRequestMessage request = new(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.UserAgent.ParseAdd("truefill");
        if (signingKey is { } key)
            request.Headers.Add(SignatureHeader, Sign(key.Reveal(), body, now.ToUnixTimeSeconds()));
        return request;
    }

    public static string Sign(string key, ReadOnlySpan<byte> body, long unixSeconds)
    {
        string time = unixSeconds.ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes(time + "."), .. body];
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed))}";
    }

    private static byte[] Body(NotificationOptions options, Alert alert, bool isSilent)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter json = new(buffer))
        {
            if (options.Format == NotificationFormat.Webhook)
            {
                json.WriteStartObject();
                json.WriteString("event", "alert." + Words.Of(alert.State));
                json.WriteBoolean("silent", isSilent);
                json.WritePropertyName("alert");
                AlertView.Write(json, alert);
                json.WriteEndObject();
            }
            else
            {
                json.WriteStartObject();
                if (options.Format == NotificationFormat.Telegram)
                {
                    json.WriteString("chat_id", options.ChatId ?? "");
                    json.WriteBoolean("disable_notification", isSilent);
                }

                json.WriteString("text", Fitting(options.Format, Text(alert)));
                json.WriteEndObject();
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    // Slack takes <...> for links and calls to everybody, which a venue's or a client's words must not become; Telegram
    // refuses what is longer than a message, and would so hide the alert.
    private static string Fitting(NotificationFormat format, string text)
    {
        if (format == NotificationFormat.Slack)
            return text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal);
        if (text.Length <= TelegramMax) return text;
        int end = TelegramMax - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }

    private static string Text(Alert alert)
    {
        string about = alert.Subject.Length == 0 ? "" : $" ({alert.Subject})";
        string who = alert.AcknowledgedBy is { } by ? $" by {by}" : "";
        string state = alert.State switch
        {
            AlertState.Raised => Words.Of(alert.Severity).ToUpperInvariant(),
            AlertState.Acknowledged => "known" + who,
            AlertState.Cleared => "cleared",
        };
        return $"[{state}] {Words.Of(alert.Kind)}{about}: {alert.Text}";
    }
}
