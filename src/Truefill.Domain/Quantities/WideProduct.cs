using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Truefill.Domain.Quantities;

/// <summary>The upper half of the product of two words; the lower is the wrapping product.</summary>
internal static class WideProduct
{
    /// <summary>
    /// <see cref="Math.BigMul(ulong, ulong, out ulong)"/> hands the lower half on through memory: two multiplications
    /// are done before it is back.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong High(ulong a, ulong b) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);
}
