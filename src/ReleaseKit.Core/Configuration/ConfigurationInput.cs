using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Core.Configuration;

/// <summary>A value to be read, from a file or from a property, that collects what is wrong with it.</summary>
internal abstract class ConfigurationInput(string subject, List<Diagnostic> problems)
{
    /// <summary>The value as a boolean; null when it is something else.</summary>
    public abstract bool? Boolean { get; }

    /// <summary>The value as a finite number; null when it is something else.</summary>
    public abstract double? Number { get; }

    /// <summary>The value as one text; null when it is something else.</summary>
    public abstract string? Text { get; }

    /// <summary>The value as a list of values; null when it is something else.</summary>
    public abstract IReadOnlyList<ConfigurationInput>? Items { get; }

    protected string Subject => subject;

    protected List<Diagnostic> Problems => problems;

    /// <summary>What is there, for messages.</summary>
    protected abstract string Found { get; }

    protected virtual SourceLocation? Location => null;

    /// <summary>Reports that the value is not of the type.</summary>
    public void ReportType(string expected) => Report($"expected {expected}, found {Found}");

    /// <summary>Reports what is wrong with the value.</summary>
    public void Report(string problem) => problems.Add(ConfigurationCodes.InvalidValue.At(Location, $"{subject}: {problem}."));

    /// <summary>A text in quotes, short enough for a message and on one line.</summary>
    protected static string Quote(string text)
    {
        var line = TomlEditing.Quote(text.Length <= 60 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[59]) ? 59 : 60), "…"));
        return $"the string {line}";
    }
}
