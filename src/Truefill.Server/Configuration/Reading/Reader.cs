using System;
using System.Collections.Generic;
using System.IO;

namespace Truefill.Server.Configuration.Reading;

/// <summary>One key for the reference.</summary>
internal sealed record KeyDescription(string Path, string Type, string? Default, string Meaning);

/// <summary>What all sections of one reading share: errors, values with their sources, and the descriptions of
/// keys.</summary>
internal sealed class Reader(ErrorList errors, IReadOnlyDictionary<string, string> environment, string directory)
{
    private const string SecretScheme = "secret://";

    private readonly Dictionary<string, ConfigurationSource> places = new(StringComparer.Ordinal);

    public ErrorList Errors { get; } = errors;

    public List<ConfigurationValue> Values { get; } = [];

    /// <summary>Digests of the secrets would identify them, so their texts are collected apart from the
    /// values.</summary>
    public List<(string Path, string Text)> SecretTexts { get; } = [];

    /// <summary>Not null while the reference is made: then each list is read as if it had one item.</summary>
    public List<KeyDescription>? Descriptions { get; init; }

    /// <summary>The file or the environment says <c>mode: live</c>, whatever the command line adds.</summary>
    public bool LiveIsConfigured { get; init; }

    public void Place(string path, ConfigurationSource source) => places[path] = source;

    /// <summary>Where a key is, or the nearest section around it.</summary>
    public ConfigurationSource PlaceOf(string path)
    {
        for (string at = path; ; at = at[..Math.Max(0, at.LastIndexOf('.'))])
        {
            if (places.TryGetValue(at, out ConfigurationSource source)) return source;
            if (at.Length == 0) return ConfigurationSource.Default;
        }
    }

    /// <summary>
    /// Follows <c>secret://env/NAME</c> and <c>secret://file/PATH</c>; other texts are the secret themselves. Null when
    /// it is not there or empty, with the error said: an empty password is one that everybody knows.
    /// </summary>
    public string? ResolveSecret(string path, string text, ConfigurationSource source)
    {
        string? secret = Follow(path, text, source);
        if (secret is not "") return secret;
        string where = IsReference(text) ? $": there is nothing in {text}" : "";
        Errors.Add(path, $"the secret '{path}' is empty{where}", source, "take the key out if there is none");
        return null;
    }

    private string? Follow(string path, string text, ConfigurationSource source)
    {
        if (!text.StartsWith(SecretScheme, StringComparison.Ordinal)) return text;
        string[] parts = text[SecretScheme.Length..].Split('/', 2);
        if (parts is ["env", { Length: > 0 } name])
        {
            if (environment.TryGetValue(name, out string? value)) return value;
            Errors.Add(path, $"the environment has no {name}, which {text} asks for", source, $"export {name}=…");
            return null;
        }

        if (parts is not ["file", { Length: > 0 } file])
        {
            Errors.Add(path, $"'{text}' is neither secret://env/NAME nor secret://file/PATH", source);
            return null;
        }

        try
        {
            return File.ReadAllText(Path.Combine(directory, file)).TrimEnd('\r', '\n');
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Errors.Add(path, $"{text} cannot be read: {e.Message}", source);
            return null;
        }
    }

    /// <summary>A text file, relative to the working directory; null when it cannot be read, with the error
    /// said.</summary>
    public string? ReadFile(string path, string file, ConfigurationSource source)
    {
        try
        {
            return File.ReadAllText(Path.Combine(directory, file));
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Errors.Add(path, $"{file} cannot be read: {e.Message}", source);
            return null;
        }
    }

    public static bool IsReference(string text) => text.StartsWith(SecretScheme, StringComparison.Ordinal);
}
