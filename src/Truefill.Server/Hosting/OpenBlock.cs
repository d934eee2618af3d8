using Truefill.Engine;
using Truefill.Journal;

namespace Truefill.Server.Hosting;

/// <summary>A block and the effects that its becoming durable releases. Reused in turn by the engine's host.</summary>
internal sealed class OpenBlock
{
    public BlockBuilder Block { get; } = new(1 << 18, 1 << 18);

    public Effects Effects { get; } = new();

    public void Reset(ulong firstSeq)
    {
        Block.Reset(firstSeq);
        Effects.Clear();
    }
}
