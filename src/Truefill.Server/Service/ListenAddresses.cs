using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Service;

/// <summary>Where a service is to listen, and which key of the configuration says so.</summary>
public static class ListenAddresses
{
    /// <summary>An address of <c>urls</c>; <c>*</c> and <c>+</c> are all addresses of the machine.</summary>
    public static Uri UriOf(string url) => new(Parsable(url));

    /// <inheritdoc cref="UriOf"/>
    /// <returns>False: it is none.</returns>
    internal static bool TryUriOf(string url, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(Parsable(url), UriKind.Absolute, out address);

    /// <summary>The address itself, or the first one of a name.</summary>
    /// <exception cref="SocketException">Nobody knows the name.</exception>
    public static IPAddress Of(string host) => host == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) ? address
        : Dns.GetHostAddresses(host)[0];

    /// <summary>
    /// gRPC is HTTP/2 without TLS, so on loopback; where a proxy ends TLS, on the addresses that it is let in by.
    /// </summary>
    public static IReadOnlyList<string> GrpcHosts(IReadOnlyList<string> urls, bool isBehindProxy)
    {
        string[] beyond = !isBehindProxy ? [] :
            [.. urls.Select(UriOf).Where(url => !url.IsLoopback).Select(url => url.Host)
                .Distinct(StringComparer.Ordinal)];
        return beyond.Length == 0 ? ["127.0.0.1"] : beyond;
    }

    /// <inheritdoc cref="GrpcHosts"/>
    /// <exception cref="SocketException">Nobody knows a name.</exception>
    internal static IReadOnlyList<IPAddress> OfGrpc(LiveLoopOptions plan) =>
        [.. GrpcHosts(plan.Urls, plan.Api.BehindTlsProxy).Select(Of).Distinct()];

    /// <summary>
    /// Tries each address before venues are connected to: the web server comes after them, and a start that it refuses
    /// would have logged on to brokers, and let held orders go, for nothing.
    /// </summary>
    /// <exception cref="ServiceSettingException">One cannot be listened on; which, and why.</exception>
    public static void RequireFree(LiveLoopOptions plan)
    {
        if (Refusal(plan, plan.FixGateway) is { } refusal) throw refusal;
    }

    /// <summary>
    /// Which key has an address that cannot be listened on. The web server tells only that one of them cannot, so each
    /// is tried again. The FIX gateway has its own by then.
    /// </summary>
    public static ServiceSettingException Refusal(LiveLoopOptions plan, Exception cause) =>
        Refusal(plan, gateway: null) ?? new ServiceSettingException("urls", cause.Message);

    // All at once: two of them may be one.
    private static ServiceSettingException? Refusal(LiveLoopOptions plan, FixGatewayOptions? gateway)
    {
        using ListenProbe probe = new();
        foreach (string url in plan.Urls)
            if (probe.Refusal(() => OfUrl(UriOf(url)), UriOf(url).Port) is { } why)
                return new ServiceSettingException("urls", $"{url} cannot be listened on: {why}.");
        if (plan.Api.GrpcPort is { } port && probe.Refusal(() => OfGrpc(plan), port) is { } reason)
            return new ServiceSettingException("api.grpc_port", $"port {port} cannot be listened on: {reason}.");
        if (gateway is not null
            && probe.Refusal(() => [OfGateway(gateway.Address)], gateway.Port) is { } taken)
            return GatewayRefusal(gateway, taken);
        return null;
    }

    /// <summary>The FIX gateway's address cannot be listened on.</summary>
    internal static ServiceSettingException GatewayRefusal(FixGatewayOptions gateway, string why) => new(
        "fix_gateway.port", $"{gateway.Address}:{gateway.Port} cannot be listened on: {why}.");

    /// <summary>Where the FIX gateway listens; <c>*</c> and <c>+</c> are all addresses of the machine.</summary>
    /// <exception cref="SocketException">Nobody knows the name.</exception>
    internal static IPAddress OfGateway(string host) => host is "*" or "+" ? IPAddress.Any : Of(host);

    private static string Parsable(string url) => url
        .Replace("://+", "://0.0.0.0", StringComparison.Ordinal)
        .Replace("://*", "://0.0.0.0", StringComparison.Ordinal);

    // localhost has two, but a free port is one of a single address.
    private static IPAddress[] OfUrl(Uri url) => url is { Host: "localhost", Port: not 0 } && Socket.OSSupportsIPv6
        ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : [Of(url.Host)];
}
