using System;

namespace Truefill.Benchmarks.Loads;

/// <summary>
/// Bytes as a session would hand them on with a report: 288 of them, which is a FIX ExecutionReport with 28 fields.
/// </summary>
internal static class RawReport
{
    public const int Bytes = 288;

    public static ReadOnlyMemory<byte> Sample { get; } = Make();

    private static byte[] Make()
    {
        byte[] bytes = new byte[Bytes];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)('0' + (i * 7 % 10));
        return bytes;
    }
}
