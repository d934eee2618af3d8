using System;
using System.IO;

namespace Truefill.Benchmarks;

/// <summary>A directory that is gone after use.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public TemporaryDirectory(string path)
    {
        DirectoryPath = path;
        Directory.CreateDirectory(path);
    }

    public string DirectoryPath { get; }

    public void Dispose() => Directory.Delete(DirectoryPath, recursive: true);
}
