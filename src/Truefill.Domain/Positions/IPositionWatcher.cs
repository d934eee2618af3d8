using Truefill.Domain.Names;

namespace Truefill.Domain.Positions;

/// <summary>Told of each position whose quantity or cost may have changed.</summary>
public interface IPositionWatcher
{
    void Moved(PositionHandle position);
}
