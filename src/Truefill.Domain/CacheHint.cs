using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Truefill.Domain;

/// <summary>
/// Asks the processor to fetch memory that is needed soon, and changes nothing: with a million live orders each fill
/// meets four places that no cache holds, at 150 ns each, and inputs of a batch are known before their turn.
/// Benchmark: <c>core.fill</c>, which is half as fast without.
/// </summary>
public static unsafe class CacheHint
{
    private const int LineBytes = 64;

    /// <summary>Does nothing on processors without the instruction.</summary>
    public static void Fetch<T>(ref readonly T value)
        where T : struct
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in value)));
    }

    /// <summary>
    /// The object that a slot refers to. Its address is read as a number, because touching a field would already wait
    /// for it; should the collector move it meanwhile, the hint is wasted and harmless.
    /// </summary>
    public static void FetchObject<T>(ref readonly T? slot, int lines)
        where T : class
    {
        if (!Sse.IsSupported) return;
        byte* address = (byte*)Unsafe.As<T?, nint>(ref Unsafe.AsRef(in slot));
        for (int i = 0; i < lines; i++) Sse.Prefetch0(address + (i * LineBytes));
    }
}
