using System;

namespace Truefill.Server.Hosting;

/// <param name="NextSeq">Sequence of the first record that the engine will write.</param>
/// <param name="Spin">Burn a core for latency instead of sleeping.</param>
/// <param name="Broken">Told when the engine's own state contradicts itself; the engine is stopped then.</param>
internal sealed record EngineThreadOptions(ulong NextSeq, bool Spin, Action<Exception> Broken);
