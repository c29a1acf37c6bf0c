using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using Types = ReleaseKit.Core.Configuration.ConfigurationTypes;

namespace ReleaseKit.Core.Configuration;

/// <summary>The keys of each table <c>[[edges]]</c>.</summary>
internal static class EdgeBindings
{
    private static readonly ConfigurationType<string> PackageName = Types.Text(
        "package id or name", name => name, name => name.Length > 0 && !name.Any(char.IsControl) ? null : "expected the id or name of a package");

    public static readonly ImmutableArray<ConfigurationBinding<DeclaredEdge>> All =
    [
        Bind("from", PackageName, "required", "The package that needs the other one: its id (`npm:tool-wrapper`), or its name where only one package has it.",
            (e, v) => e with { From = v }),
        Bind("to", PackageName, "required", "The package that is needed and published first, of any ecosystem: its id or name.",
            (e, v) => e with { To = v }),
        Bind("kind",
            Types.Choice(("runtime", DependencyKind.Runtime), ("build", DependencyKind.Build), ("optional", DependencyKind.Optional), ("peer", DependencyKind.Peer), ("dev", DependencyKind.Dev)),
            "\"runtime\"", "What it is needed for; `dev` does not order publication.",
            (e, v) => e with { Kind = v }),
        Bind("bump", EdgeBumpText.Type, "the rule of the kind in `[propagation]`",
            "How much the dependent is raised at least when the other one is released: not at all, by so much, or as much as the other one.",
            (e, v) => e with { Rule = v }),
    ];

    private static ConfigurationBinding<DeclaredEdge, T> Bind<T>(
        string name, ConfigurationType<T> type, string fallback, string description, Func<DeclaredEdge, T, DeclaredEdge> set) =>
        new(new ConfigurationKey(ConfigurationScope.Edge, name, Property: null, type.Name, fallback, description), type, set);
}
