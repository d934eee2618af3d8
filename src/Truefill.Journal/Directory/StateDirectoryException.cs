using System;

namespace Truefill.Journal;

/// <summary>A state directory was not opened or made; nothing in it was changed.</summary>
public sealed class StateDirectoryException : Exception
{
    public StateDirectoryException(StateDirectoryFault fault, string path, string reason)
        : base($"State directory {path}: {reason}")
    {
        Fault = fault;
        Path = path;
    }

    public StateDirectoryFault Fault { get; }

    public string Path { get; }
}
