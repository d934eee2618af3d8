using System.IO;

namespace Truefill.Engine.State;

/// <summary>A checkpoint was not written, with the reason: nobody could read it, or there is no space for it.</summary>
public sealed class CheckpointRefusedException(string message) : IOException(message);
