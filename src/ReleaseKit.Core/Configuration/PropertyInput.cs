using System.Globalization;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Core.Configuration;

/// <summary>A value of an MSBuild property: always text, read as whatever type the key has.</summary>
internal sealed class PropertyInput(string subject, string value, List<Diagnostic> problems) : ConfigurationInput(subject, problems)
{
    public override bool? Boolean => bool.TryParse(value, out var boolean) ? boolean : null;

    public override double? Number =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public override string? Text => value;

    public override IReadOnlyList<ConfigurationInput>? Items =>
        [.. value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(item => new PropertyInput(Subject, item, Problems))];

    protected override string Found => Quote(value);
}
