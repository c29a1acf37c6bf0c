using System.Collections.Immutable;

namespace ReleaseKit.Engine.Pipelines.GitHub;

/// <summary>The actions that written pipelines use.</summary>
public static class PinnedActions
{
    /// <summary>Checks out the repository.</summary>
    public static PinnedAction Checkout { get; } = new("actions/checkout", "3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1");

    /// <summary>Brings .NET.</summary>
    public static PinnedAction DotNet { get; } = new("actions/setup-dotnet", "a98b56852c35b8e3190ac28c8c2271da59106c68", "v6.0.0");

    /// <summary>Brings Node.js.</summary>
    public static PinnedAction Node { get; } = new("actions/setup-node", "820762786026740c76f36085b0efc47a31fe5020", "v7.0.0");

    /// <summary>Brings Python.</summary>
    public static PinnedAction Python { get; } = new("actions/setup-python", "5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0");

    /// <summary>Brings Go.</summary>
    public static PinnedAction Go { get; } = new("actions/setup-go", "b7ad1dad31e06c5925ef5d2fc7ad053ef454303e", "v7.0.0");

    /// <summary>Brings Java.</summary>
    public static PinnedAction Java { get; } = new("actions/setup-java", "b6effb05e454b25005698d916606bdc6ffcbf961", "v5.7.0");

    /// <summary>Brings Dart.</summary>
    public static PinnedAction Dart { get; } = new("dart-lang/setup-dart", "65eb853c7ba17dde3be364c3d2858773e7144260", "v1.7.2");

    /// <summary>Gets a token of a GitHub App.</summary>
    public static PinnedAction AppToken { get; } = new("actions/create-github-app-token", "1b10c78c7865c340bc4f6099eb2f838309f1e8c3", "v3.1.1");

    /// <summary>All of them, in ordinal order of name.</summary>
    public static ImmutableArray<PinnedAction> All { get; } = [Checkout, AppToken, DotNet, Go, Java, Node, Python, Dart];
}
