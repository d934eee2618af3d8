using System;
using System.Globalization;
using System.Text;

namespace Truefill.Fix;

/// <summary>
/// Blanks what must not be read in a log: passwords, and RawData(96) of a Logon(A), where many counterparties want
/// theirs; in what is no good message as far as it can be told.
/// </summary>
public static class FixRedaction
{
    private static readonly int[] Secrets =
    [
        Tags.Password, Tags.NewPassword, Tags.RawData, Tags.EncryptedPassword, Tags.EncryptedNewPassword, Tags.XmlData,
    ];

    // As a field starts: "554=".
    private static readonly byte[][] SecretStarts = Array.ConvertAll(
        Secrets, static tag => Encoding.ASCII.GetBytes(tag.ToString(CultureInfo.InvariantCulture) + "="));

    /// <summary>True for messages that may carry credentials: Logon(A) and UserRequest(BE).</summary>
    public static bool Concerns(ReadOnlySpan<byte> msgType) => msgType is [(byte)'A'] or [(byte)'B', (byte)'E'];

    /// <summary>
    /// Copies a message with each byte of a secret value as an asterisk. The length stays, so BodyLength(9) holds and
    /// CheckSum(10) does not.
    /// </summary>
    /// <param name="message">Parsed, whole or up to an error.</param>
    /// <param name="to">At least as long as the message.</param>
    public static ReadOnlySpan<byte> Copy(in FixMessage message, Span<byte> to)
    {
        to = to[..message.Bytes.Length];
        message.Bytes.CopyTo(to);
        for (var i = 0; i < message.FieldCount; i++)
        {
            var field = message[i];
            if (IsSecret(field.Tag)) to.Slice(field.Offset, field.Length).Fill((byte)'*');
        }

        // Behind an error there may be a password too.
        var told = message.FieldCount == 0 ? 0 : message[message.FieldCount - 1].Offset
            + message[message.FieldCount - 1].Length;
        BlankUntold(to[told..]);
        return to;
    }

    /// <summary>True for bytes that are no good message and in which a password may stand.</summary>
    internal static bool ConcernsGarbage(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
            if (SecretTagAt(bytes, at) > 0) return true;
        return false;
    }

    /// <summary>Blanks what follows the tag of a secret field up to what looks like the next field.</summary>
    internal static void BlankUntold(Span<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            var tag = SecretTagAt(bytes, at);
            if (tag == 0) continue;
            for (at += tag; at < bytes.Length && !IsNextField(bytes[at..]); at++) bytes[at] = (byte)'*';
        }
    }

    // The length of "554=" behind a separator, or at the start, where the separator may be missing; 0: none.
    private static int SecretTagAt(ReadOnlySpan<byte> bytes, int at)
    {
        if (at > 0 && bytes[at - 1] != FixScan.Soh) return 0;
        var rest = bytes[at..];
        foreach (var secret in SecretStarts)
            if (rest.StartsWith(secret)) return secret.Length;
        return 0;
    }

    // RawData(96) may contain separators: only one with a tag behind it, or at the end, ends it.
    private static bool IsNextField(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] != FixScan.Soh) return false;
        var digits = bytes[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return bytes.Length == 1 || (digits > 0 && bytes[1 + digits] == '=');
    }

    private static bool IsSecret(int tag) => Array.IndexOf(Secrets, tag) >= 0;
}
