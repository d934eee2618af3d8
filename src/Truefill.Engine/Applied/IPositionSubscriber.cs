namespace Truefill.Engine.Applied;

/// <summary>
/// In-process reader of position changes, such as a strategy or a risk check. Called on the engine's thread: it must
/// return at once and take no lock, so it copies what it needs and leaves. What it throws ends the engine.
/// </summary>
public interface IPositionSubscriber
{
    void OnPosition(in PositionDelta delta);
}
