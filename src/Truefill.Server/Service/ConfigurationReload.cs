using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Engine;
using Truefill.Domain.Orders;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Hosting;
using Truefill.Server.Risk;

namespace Truefill.Server.Service;

/// <summary>
/// Reads the configuration again while the service runs: limits and alerts take effect, all else is named as waiting
/// for a restart. What a person has tightened stays tight. One reload at a time; from any thread.
/// </summary>
/// <param name="started">What the service started with; it had no errors.</param>
/// <param name="load">Reads all layers again, as at the start.</param>
public sealed class ConfigurationReload(ConfigurationResult started, Func<ConfigurationResult> load) : IDisposable
{
    private static readonly string[] Reloadable = ["risk", "alerts"];

    private readonly SemaphoreSlim turn = new(1);
    private readonly TruefillOptions running = started.Options
        ?? throw new ArgumentException("The configuration has errors.", nameof(started));
    private readonly Dictionary<string, string> values = Texts(started);

    /// <summary>Takes the options after each reload that was taken; of these, limits are in force already.</summary>
    public event Action<TruefillOptions>? Reloaded;

    /// <param name="audit">Who asks, as it is journaled with the new limits or with the refusal.</param>
    public async Task<ReloadOutcome> RunAsync(EngineHost engine, AuditEntry audit)
    {
        await turn.WaitAsync();
        try
        {
            ConfigurationResult read = load();
            return read.Options is { } options
                ? await Take(engine, audit, options, Texts(read))
                : await Refuse(engine, audit, read.Errors);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<ReloadOutcome> Take(
        EngineHost engine, AuditEntry audit, TruefillOptions options, Dictionary<string, string> texts)
    {
        List<string> changed =
        [
            .. values.Keys.Union(texts.Keys, StringComparer.Ordinal)
                .Where(key => values.GetValueOrDefault(key) != texts.GetValueOrDefault(key))
                .Order(StringComparer.Ordinal),
        ];
        List<string> applied = [.. changed.Where(IsReloadable)];
        Answer answer = await engine.AskAsync(new Input
        {
            Kind = InputKind.DefineLimits,
            Source = InputSource.Configuration,
            // The mode is one of what waits for a restart.
            Body = RiskInputs.Limits(options with { Mode = running.Mode }),
            Audit = audit with { After = "config_hash=" + options.ConfigHash },
        });
        if (answer.Reason != DenyReason.None)
        {
            ConfigurationError error = new(
                "risk", $"the engine refused the limits: {answer.Reason}", ConfigurationSource.Default, null);
            return new ReloadOutcome([error], null, [], []);
        }

        foreach (string key in applied)
        {
            if (texts.TryGetValue(key, out string? text)) values[key] = text;
            else values.Remove(key);
        }

        Reloaded?.Invoke(options);
        return new ReloadOutcome([], options.ConfigHash, applied, [.. changed.Where(key => !IsReloadable(key))]);
    }

    private static async Task<ReloadOutcome> Refuse(
        EngineHost engine, AuditEntry audit, IReadOnlyList<ConfigurationError> errors)
    {
        await engine.AskAsync(new Input
        {
            Kind = InputKind.Audit,
            Source = InputSource.Configuration,
            Body = audit with { Outcome = AuditOutcome.Refused, Code = ErrorCode },
        });
        return new ReloadOutcome(errors, null, [], []);
    }

    /// <summary>What a refused reload is recorded and answered as.</summary>
    public const string ErrorCode = "invalid_configuration";

    private static bool IsReloadable(string key) => Reloadable.Any(section =>
        key == section || key.StartsWith(section + ".", StringComparison.Ordinal));

    // A secret is compared by its hash: what it says is shown nowhere.
    private static Dictionary<string, string> Texts(ConfigurationResult result) =>
        result.Values.ToDictionary(
            value => value.Path,
            value => result.SecretHashes.GetValueOrDefault(value.Path) ?? value.Text ?? "",
            StringComparer.Ordinal);
}
