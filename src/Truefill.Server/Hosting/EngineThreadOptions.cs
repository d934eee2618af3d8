using System;
using Truefill.Engine.Inputs;

namespace Truefill.Server.Hosting;

/// <param name="NextSeq">Sequence of the first record that the engine will write.</param>
/// <param name="Spin">Burn a core for latency instead of sleeping.</param>
/// <param name="Cpu">The processor to stay on; null: wherever the kernel puts it.</param>
/// <param name="Broken">Told when the engine's own state contradicts itself; the engine is stopped then.</param>
/// <param name="BrokenAt">Told before that at which input; null: nobody is.</param>
internal sealed record EngineThreadOptions(
    ulong NextSeq, bool Spin, int? Cpu, Action<Exception> Broken, InputVisitor? BrokenAt);

/// <summary>Sees an input where it lies.</summary>
internal delegate void InputVisitor(in Input input);
