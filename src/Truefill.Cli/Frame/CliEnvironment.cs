using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;

namespace Truefill.Cli.Frame;

/// <summary>All that the program takes from its process, so that a test can give it something else.</summary>
internal sealed record CliEnvironment
{
    private const int BufferChars = 1 << 14;

    /// <summary>Data only.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Everything else.</summary>
    public required TextWriter Error { get; init; }

    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>What <see cref="In"/> reads, as bytes. A command takes either one or the other.</summary>
    public Stream InBytes { get; init; } = Stream.Null;

    public bool OutIsTerminal { get; init; }

    /// <summary>Whoever read <see cref="Out"/> has gone, such as <c>head</c> after its lines.</summary>
    public CancellationToken ReaderGone { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public bool InIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 120;

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public string WorkingDirectory { get; init; } = ".";

    public string UserName { get; init; } = "";

    /// <param name="readerGone">Canceled at the first write that nobody can read any more.</param>
    public static CliEnvironment OfProcess(CancellationTokenSource readerGone)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        bool terminal = !Console.IsOutputRedirected;
        Stream input = Console.OpenStandardInput();
        return new CliEnvironment
        {
            Out = new StreamWriter(new OutputStream(Console.OpenStandardOutput(), readerGone), utf8, BufferChars),
            ReaderGone = readerGone.Token,
            Error = new StreamWriter(Console.OpenStandardError(), utf8, BufferChars) { AutoFlush = true },
            In = new StreamReader(input, utf8),
            InBytes = input,
            OutIsTerminal = terminal,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            InIsTerminal = !Console.IsInputRedirected,
            Width = terminal && Console.WindowWidth is > 0 and var columns ? Math.Max(40, columns) : 120,
            Variables = ReadVariables(),
            WorkingDirectory = Directory.GetCurrentDirectory(),
            UserName = Environment.UserName,
        };
    }

    private static Dictionary<string, string> ReadVariables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        return variables;
    }
}
