using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Core.Configuration;

/// <summary>A value of a file.</summary>
internal sealed class TomlInput(string subject, TomlValue value, SourceText source, List<Diagnostic> problems)
    : ConfigurationInput(subject, problems)
{
    public override bool? Boolean => (value as TomlBoolean)?.Value;

    public override double? Number => value switch
    {
        TomlInteger integer => integer.Value,
        TomlFloat { Value: var number } when double.IsFinite(number) => number,
        _ => null,
    };

    public override string? Text => (value as TomlString)?.Value;

    public override IReadOnlyList<ConfigurationInput>? Items => value is TomlArray { IsSections: false } array
        ? [.. array.Items.Select(item => new TomlInput(Subject, item, source, Problems))]
        : null;

    protected override string Found => value switch
    {
        TomlString text => Quote(text.Value),
        TomlBoolean boolean => boolean.Value ? "the boolean true" : "the boolean false",
        _ => value.Description,
    };

    protected override SourceLocation? Location => source.Locate(value.Span);
}
