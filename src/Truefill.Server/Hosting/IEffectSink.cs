using Truefill.Engine;

namespace Truefill.Server.Hosting;

/// <summary>
/// Takes what a durable block lets out to venues. Called in the order of blocks, on the thread that synced the block:
/// must neither block nor throw.
/// </summary>
public interface IEffectSink
{
    void Release(Effects effects);
}
