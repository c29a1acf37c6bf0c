namespace ReleaseKit.Engine.Migrating.ReleasePlease;

/// <summary>A package's options, with those of the whole file behind them.</summary>
internal sealed class ReleasePleaseOptions(JsonSettings? own, JsonSettings defaults)
{
    public string? Text(string name) => own?.Text(name) ?? defaults.Text(name);

    public bool? Flag(string name) => own?.Flag(name) ?? defaults.Flag(name);

    /// <summary>Where the value that counts is.</summary>
    public string Source(string name) => own is not null && own.Has(name) ? own.Source(name) : defaults.Source(name);

    public bool Has(string name) => (own?.Has(name) ?? false) || defaults.Has(name);
}
