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
    /// <summary>Posts an object of these fields and the person's name.</summary>
    /// <exception cref="CliException">Nobody is named.</exception>
    public static async Task<ApiAnswer> PostAsync(
        CommandContext context,
        string path,
        Action<Utf8JsonWriter> fields,
        CancellationToken cancel,
        params (string Name, string? Value)[] query)
    {
        using ApiClient client = context.Service();
        string? by = Person(context, client);
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

    /// <summary>--by, else on the Unix socket the user's; null with a token, whose name the service takes.</summary>
    public static string? Person(CommandContext context, ApiClient client)
    {
        if (context.Person is { } stated) return stated;
        if (client.Endpoint.SocketPath is not null && context.Environment.UserName.Length > 0)
            return context.Environment.UserName;
        if (context.Globals.Token is not null || context.Environment.Variables.ContainsKey("TRUEFILL_TOKEN"))
            return null;
        throw new CliException(ExitCode.Usage, "this is done in a person's name", context.Command, "--by NAME");
    }
}
