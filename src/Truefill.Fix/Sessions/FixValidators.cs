namespace Truefill.Fix;

/// <summary>One validator per application version: under FIXT.1.1 each message may say its own.</summary>
internal sealed class FixValidators(FixSessionOptions options)
{
    private readonly FixValidator?[] validators = new FixValidator?[8];

    internal FixDictionary DictionaryOf(FixVersion version) =>
        options.Dictionary is { } own && own.Version == version ? own : FixDictionary.For(version);

    internal FixValidator Of(FixVersion version) =>
        validators[(int)version] ??= new FixValidator(DictionaryOf(version), options.Strictness);
}
