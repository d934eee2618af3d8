using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Truefill.Server.Http;

/// <summary>Simulation and paper without tokens: this machine may do everything, nobody else anything.</summary>
public sealed class OpenAccess : IAccess
{
    public Caller? Identify(HttpContext context) =>
        IsUnixSocket(context) || context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            ? new Caller(null, Role.Admin)
            : null;

    internal static bool IsUnixSocket(HttpContext context) =>
        context.Features.Get<IConnectionSocketFeature>()?.Socket.AddressFamily == AddressFamily.Unix;
}
