using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers;

/// <summary>In whose name something is done.</summary>
internal static class Acting
{
    /// <summary>Posts an object of these fields and the name of whoever acts.</summary>
    /// <param name="needsPerson">
    /// For approving, resolving and resetting, which need a person; nothing else waits for a name.
    /// </param>
    /// <exception cref="CliException">A person is needed, and nobody is named.</exception>
    public static async Task<ApiAnswer> PostAsync(
        CommandContext context,
        string path,
        Action<Utf8JsonWriter> fields,
        CancellationToken cancel,
        bool needsPerson = false,
        params (string Name, string? Value)[] query)
    {
        using ApiClient client = context.Service();
        string? by = needsPerson ? Person(context, client) : Name(context, client);
        return await client.PostAsync(
            path,
            writer =>
            {
                writer.WriteStartObject();
                fields(writer);
                writer.Stated("by", by);
                writer.WriteEndObject();
            },
            cancel,
            query);
    }

    /// <summary>As <see cref="Person"/>; where that names nobody, the user of this machine. Never an error.</summary>
    public static string? Name(CommandContext context, ApiClient client) =>
        Stated(context, client) ?? (HasToken(context) || context.Environment.UserName.Length == 0
            ? null
            : context.Environment.UserName);

    /// <summary>--by, else on the Unix socket the user's; null with a token, whose name the service takes.</summary>
    public static string? Person(CommandContext context, ApiClient client)
    {
        if (Stated(context, client) is { } name) return name;
        if (HasToken(context)) return null;
        throw new CliException(ExitCode.Usage, "this is done in a person's name", context.Command, "--by NAME");
    }

    private static string? Stated(CommandContext context, ApiClient client)
    {
        if (context.Person is { } stated) return stated;
        return client.Endpoint.SocketPath is not null && context.Environment.UserName.Length > 0
            ? context.Environment.UserName
            : null;
    }

    private static bool HasToken(CommandContext context) =>
        context.Globals.Token is not null || context.Environment.Variables.ContainsKey("TRUEFILL_TOKEN");
}
