using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Service;
using Truefill.Server.Venues;
using Truefill.Venues;

namespace Truefill.Server.Embedding;

/// <summary>
/// From the options and the host's configuration, what to run: the same layers as <c>truefill serve</c>.
/// </summary>
internal static class EmbeddedPlan
{
    private const string SectionName = "Truefill";

    /// <exception cref="InvalidOperationException">
    /// The configuration has errors; the message has all of them.
    /// </exception>
    public static LiveLoopOptions Of(
        EmbeddedOptions embedded, IHostEnvironment environment, IConfiguration configuration)
    {
        string root = environment.ContentRootPath;
        ConfigurationResult result = Load(embedded, root, configuration);
        TruefillOptions options = result.Options ?? throw new InvalidOperationException(
            "Truefill's configuration has errors: " + string.Join("; ", result.Errors));
        string directory = Path.GetFullPath(options.StateDir, root);
        CheckVenues(embedded, options);
        if (embedded.CreateState && !Directory.Exists(directory)) Create(directory, options.StateId);
        LiveLoopOptions plan = ServicePlanning.Of(options, directory, root);
        return plan with
        {
            Venues = path =>
            [
                .. plan.Venues(path),
                .. embedded.Venues.Select(venue => VenueFactory.Own(venue, options.Reconciliation)),
            ],
            Cold = embedded.Cold,
            CancelOpen = embedded.CancelOpen,
            Build = typeof(EmbeddedPlan).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
                ?.InformationalVersion ?? "dev",
            Reload = new ConfigurationReload(result, () => Load(embedded, root, configuration)),
        };
    }

    private static void CheckVenues(EmbeddedOptions embedded, TruefillOptions options)
    {
        if (embedded.Venues.Count > 0 && options.Mode == TradingMode.Simulation)
            throw new InvalidOperationException(
                "simulation takes simulated venues of the configuration only, and the program has venues of its own: "
                + "use 'mode: paper'");
        HashSet<string> ids = [.. options.Venues.Select(venue => venue.Id)];
        foreach (IVenue venue in embedded.Venues)
            if (!ids.Add(venue.Id)) throw new InvalidOperationException($"there are two venues '{venue.Id}'");
    }

    private static ConfigurationResult Load(EmbeddedOptions embedded, string root, IConfiguration configuration)
    {
        List<(string, string, string)> overrides = [];
        if (embedded.StateDirectory is { } directory) overrides.Add(("StateDirectory", "state_dir", directory));
        return ConfigurationLoader.Load(new ConfigurationRequest
        {
            WorkingDirectory = root,
            File = embedded.ConfigurationFile,
            Yaml = embedded.Configuration,
            Environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal),
            HostSets =
            [
                .. configuration.GetSection(SectionName).AsEnumerable(makePathsRelative: true)
                    .Where(pair => pair.Value is not null)
                    // The host hands items over in no order that a list could grow by.
                    .OrderBy(pair => pair.Key, ConfigurationKeyComparer.Instance)
                    .Select(pair => pair.Key.Replace(':', '.') + "=" + pair.Value),
            ],
            Sets = [.. embedded.Values.Select(pair => pair.Key + "=" + pair.Value)],
            Overrides = overrides,
            SecondWord = embedded.Mode is { } mode ? ("Mode", mode) : null,
            ForService = true,
        });
    }

    private static void Create(string directory, string? stateId)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(directory)!);
        StateDirectory.Init(directory, stateId ?? "embedded", Guid.CreateVersion7());
    }
}
