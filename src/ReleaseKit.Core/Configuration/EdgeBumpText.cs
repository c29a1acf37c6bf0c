using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Configuration;

/// <summary>How much a release raises the dependent at the other end of a declared edge, as it is written: <c>"minor"</c>, <c>"match"</c>, <c>"never"</c>.</summary>
public static class EdgeBumpText
{
    /// <summary>What there is to write, for messages.</summary>
    public const string Words = "\"never\", \"patch\", \"minor\", \"major\" or \"match\"";

    /// <summary>Values that are such rules.</summary>
    internal static ConfigurationType<PropagationRule> Type { get; } = ConfigurationTypes.Text(Words, text => Parse(text)!, text => Parse(text) is null ? $"expected {Words}" : null);

    /// <summary>The rule; null for another text.</summary>
    public static PropagationRule? Parse(string text) => text switch
    {
        "never" => new PropagationRule(PropagationTrigger.Never),
        "patch" => new PropagationRule(PropagationTrigger.Always, BumpLevel.Patch),
        "minor" => new PropagationRule(PropagationTrigger.Always, BumpLevel.Minor),
        "major" => new PropagationRule(PropagationTrigger.Always, BumpLevel.Major),
        "match" => new PropagationRule(PropagationTrigger.Always, Bump: null),
        _ => null,
    };
}
