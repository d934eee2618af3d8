namespace Truefill.Engine.Applied;

/// <summary>What changed a position.</summary>
public enum PositionChange : byte
{
    Fill = 1,
    Bust = 2,
    Correction = 3,
    Fee = 4,
    Import = 5,
    Transfer = 6,
}
