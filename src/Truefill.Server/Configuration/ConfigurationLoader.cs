using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration;

/// <summary>Defaults, then the file, then the environment, then the command line. Reports all errors at once, and
/// throws for none of them.</summary>
public static class ConfigurationLoader
{
    private const int FileBytesMax = 4 << 20;

    public static ConfigurationResult Load(ConfigurationRequest request)
    {
        var errors = new ErrorList();
        string? file = FileOf(request);
        var place = file is null ? ConfigurationSource.Default : new(ConfigurationLayer.File, file);
        MapNode root = new(place);
        if ((request.Yaml ?? ReadFile(request, file, place, errors)) is { } text)
            root = RootOf(YamlTree.Parse(text, file ?? ConfigurationRequest.DefaultFile, errors), root, errors);
        bool isLost = errors.Items.Count > 0 && root.Entries.Count == 0;
        if (root.Find("venues") is null) root.Entries.Add(DefaultVenues());
        Layers.ApplyEnvironment(root, request, errors);
        bool live = root.Find("mode") is ScalarNode { Text: "live" };
        Layers.ApplyCommandLine(root, request, errors);
        var reader = new Reader(errors, request.Environment, request.WorkingDirectory) { LiveIsConfigured = live };
        TruefillOptions options = Section.ReadRoot(reader, root, place, TruefillKeys.Read);
        new Checks(options, reader, request).Run();
        return new ConfigurationResult
        {
            Options = errors.Items.Count > 0 ? null : options with
            {
                ConfigHash = Fingerprint.Of(reader.Values.Select(value => (value.Path, value.Text))),
                SecretsHash = Fingerprint.Of(reader.SecretTexts.Select(secret => (secret.Path, (string?)secret.Text))),
            },
            Errors = errors.Items,
            StateDir = IsKnown("state_dir") ? options.StateDir : null,
            Urls = IsKnown("urls") ? options.Urls : null,
            Storage = IsStorageKnown() ? options.Storage : null,
            Warnings = Reading.Warnings.Of(root, options, reader),
            Values = reader.Values,
            SecretHashes = reader.SecretTexts.ToDictionary(
                secret => secret.Path, secret => Fingerprint.Of([(secret.Path, secret.Text)])),
            File = file,
        };

        // What a file that cannot be read would say is not known, unless a later layer says it.
        bool IsKnown(string key) => !errors.Items.Any(error => error.Path == key)
            && !(isLost && reader.PlaceOf(key).Layer is ConfigurationLayer.Default or ConfigurationLayer.File);

        // A key that is misspelled leaves no trace in the options, and means something all the same.
        bool IsStorageKnown() => !errors.Items.Any(error => error.Path is "" or "storage"
            || error.Path.StartsWith("storage.", StringComparison.Ordinal));
    }

    // In the tree and not behind it, so that other layers can change it and "config show" shows it.
    private static MapEntry DefaultVenues()
    {
        ConfigurationSource source = ConfigurationSource.Default;
        var venue = new MapNode(source);
        venue.Entries.Add(new MapEntry("id", source, new ScalarNode("SIM", quoted: false, source)));
        venue.Entries.Add(new MapEntry("type", source, new ScalarNode("simulated", quoted: false, source)));
        var list = new ListNode(source);
        list.Items.Add(venue);
        return new MapEntry("venues", source, list);
    }

    private static string? FileOf(ConfigurationRequest request)
    {
        if (request.File is not null) return request.File;
        if (request.Yaml is not null) return ConfigurationRequest.DefaultFile;
        if (request.IgnoresDefaultFile) return null;
        if (request.Environment.GetValueOrDefault(ConfigurationRequest.FileVariable) is { Length: > 0 } named)
            return named;
        string path = Path.Combine(request.WorkingDirectory, ConfigurationRequest.DefaultFile);
        return File.Exists(path) ? ConfigurationRequest.DefaultFile : null;
    }

    private static string? ReadFile(
        ConfigurationRequest request, string? file, ConfigurationSource place, ErrorList errors)
    {
        if (file is null) return null;
        try
        {
            string path = Path.Combine(request.WorkingDirectory, file);
            if (new FileInfo(path) is { Exists: true, Length: > FileBytesMax })
            {
                errors.Add("", "is larger than 4 MiB, so it is hardly a configuration", place);
                return null;
            }

            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WithoutMark(File.ReadAllBytes(path)));
        }
        catch (DecoderFallbackException)
        {
            errors.Add("", "is not UTF-8 text", place);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add("", $"cannot be read: {e.Message}", place);
        }

        return null;
    }

    private static ReadOnlySpan<byte> WithoutMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes;

    private static MapNode RootOf(ConfigNode? node, MapNode empty, ErrorList errors)
    {
        if (node is MapNode map) return map;
        if (node is not (null or ScalarNode { IsNull: true }))
            errors.Add("", $"expected keys such as 'mode: simulation', found {node.Kind}", node.Source);
        return empty;
    }
}
