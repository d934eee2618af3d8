using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using Truefill.Cli.Frame;
using Truefill.Journal;

namespace Truefill.Cli.Api;

/// <summary>Where the service listens.</summary>
/// <param name="SocketPath">The Unix socket; null: <paramref name="Url"/> over TCP.</param>
/// <param name="StateDirectory">What answers where no service runs; null: a service.</param>
internal sealed record ApiEndpoint(Uri Url, string? SocketPath, string? StateDirectory = null)
{
    private const string SocketScheme = "unix:";

    public override string ToString() =>
        StateDirectory ?? (SocketPath is null ? Url.ToString().TrimEnd('/') : SocketScheme + SocketPath);

    /// <summary>In this order: --endpoint or TRUEFILL_ENDPOINT, the socket in the --state-dir, that in the configured
    /// directory if it is there, the first of the urls.</summary>
    public static ApiEndpoint Find(CommandContext context)
    {
        if (context.Globals.Endpoint is { } stated) return Parse(stated, context.Environment.WorkingDirectory);
        string socket = StateLayout.SocketIn(context.StateDirectory());
        if (context.Globals.StateDir is not null || File.Exists(socket)) return OfSocket(socket);
        IReadOnlyList<string> urls = context.ToleratedConfiguration().Urls ?? throw context.Unknown("--endpoint URL");
        return urls.Count == 0
            ? OfSocket(socket)
            : Parse(Reachable(urls[0]), context.Environment.WorkingDirectory);
    }

    public static ApiEndpoint Parse(string text, string workingDirectory)
    {
        if (text.StartsWith(SocketScheme, StringComparison.Ordinal))
            return OfSocket(Path.GetFullPath(text[SocketScheme.Length..], workingDirectory));
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https")
            return new ApiEndpoint(url, null);
        throw new CliException(
            ExitCode.Usage, $"'{text}' is no endpoint", "--endpoint", "http://127.0.0.1:8080 or unix:state/api.sock");
    }

    private static ApiEndpoint OfSocket(string path) => new(new Uri("http://localhost/"), path);

    // An address that the service binds to is not always one that can be called.
    private static string Reachable(string url)
    {
        string named = url.Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal);
        return Uri.TryCreate(named, UriKind.Absolute, out Uri? uri)
            && IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip)
            && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
                ? new UriBuilder(uri) { Host = "localhost" }.Uri.ToString()
                : named;
    }
}
