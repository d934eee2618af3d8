using System;

namespace Truefill.Fix;

/// <summary>Blanks what must not be read in a log: passwords, and RawData(96) of a Logon(A), where many counterparties
/// want theirs.</summary>
public static class FixRedaction
{
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

        return to;
    }

    private static bool IsSecret(int tag) => tag is Tags.Password or Tags.NewPassword or Tags.RawData
        or Tags.EncryptedPassword or Tags.EncryptedNewPassword or Tags.XmlData;
}
