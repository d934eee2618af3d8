using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Server.Configuration.Reading;

/// <summary>The layers above the file: environment, then <c>--set</c>, then options with a key of their own.</summary>
internal static class Layers
{
    private const string Prefix = "TRUEFILL_";

    // Variables with the prefix that are not configuration: the program's own, and those that Kubernetes makes for a
    // service called truefill.
    private static readonly string[] Reserved = ["TOKEN", "CONFIG", "ENDPOINT", "LONG", "UPDATE_DOCS"];
    private static readonly string[] ReservedPrefixes = ["SERVICE_", "PORT", "TEST_"];

    public static void ApplyEnvironment(MapNode root, ConfigurationRequest request, ErrorList errors)
    {
        var overlay = new Overlay(root, errors);
        var variables = request.Environment.Where(IsConfiguration)
            .Select(variable => (Name: variable.Key, Steps: variable.Key[Prefix.Length..].Split("__"), variable.Value))
            .OrderBy(variable => variable.Steps, StepOrder.Instance);
        foreach ((string name, string[] steps, string value) in variables)
        {
            var source = new ConfigurationSource(ConfigurationLayer.Environment, name);
            if (steps.Any(step => step.Length == 0))
                errors.Add("", $"{name} has an empty step", source, "write it as TRUEFILL_SECTION__KEY");
            else
                overlay.Apply(steps, value, source, anyCase: true);
        }
    }

    public static void ApplyCommandLine(MapNode root, ConfigurationRequest request, ErrorList errors)
    {
        var overlay = new Overlay(root, errors);
        foreach (string set in request.HostSets) ApplySet(overlay, set, errors, isHosts: true);
        foreach (string set in request.Sets) ApplySet(overlay, set, errors, isHosts: false);
        foreach ((string option, string key, string value) in request.Overrides)
            overlay.Apply(key.Split('.'), value, new(ConfigurationLayer.CommandLine, option));
        if (request.SecondWord is var (word, mode))
            overlay.Apply(["mode"], mode, new(ConfigurationLayer.CommandLine, word));
    }

    private static void ApplySet(Overlay overlay, string set, ErrorList errors, bool isHosts)
    {
        int equals = set.IndexOf('=', StringComparison.Ordinal);
        string[] steps = equals < 0 ? [] : set[..equals].Trim().Split('.');
        if (steps.Length == 0 || steps.Any(step => step.Length == 0))
            errors.Add("", $"'{KeyOf(set)}' is not of the form key.key=value",
                new(ConfigurationLayer.CommandLine, "--set"));
        else
            overlay.Apply(steps, set[(equals + 1)..],
                new(ConfigurationLayer.CommandLine, "--set " + set[..equals]), isHosts: isHosts);
    }

    // Only the key is shown: what follows it may be a password, also behind another sign than was meant.
    private static string KeyOf(string set)
    {
        int end = set.AsSpan().IndexOfAny("=: ");
        return end < 0 ? set : set[..(end + 1)];
    }

    private static bool IsConfiguration(KeyValuePair<string, string> variable)
    {
        if (!variable.Key.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        string name = variable.Key[Prefix.Length..];
        return !Reserved.Contains(name, StringComparer.Ordinal)
            && !ReservedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
    }
}
