using FsCheck;
using FsCheck.Fluent;

namespace ReleaseKit.Core.Tests.Planning;

internal enum PackageState
{
    Tagged,
    New,
    Ahead,
    Private,
    Shared,
}

/// <summary>One generated package.</summary>
internal sealed record PackageModel(string Written, PackageState State, bool IsPython)
{
    private const string SharedVersion = "1.5.0";

    public static Gen<PackageModel> All { get; } =
        from written in Gen.Elements("0.1.0", "0.9.4", "1.0.0", "1.2.3", "2.0.0")
        from state in Gen.Frequency((6, Gen.Constant(PackageState.Tagged)), (1, Gen.Constant(PackageState.New)), (1, Gen.Constant(PackageState.Ahead)), (1, Gen.Constant(PackageState.Private)), (2, Gen.Constant(PackageState.Shared)))
        from python in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new PackageModel(written, state, python && state != PackageState.Shared);

    public void AddTo(PlanBuilder builder, string name) => _ = State switch
    {
        PackageState.New => builder.Package(name, Written, ""),
        PackageState.Ahead => builder.Package(name, Written, "0.0.1"),
        PackageState.Private => builder.Private(name, Written),
        PackageState.Shared => builder.Sharing(name, SharedVersion),
        _ => builder.Package(name, Written),
    };

    /// <summary>A range of that style which accepts the package as it is.</summary>
    public string Range(int style)
    {
        var version = State == PackageState.Shared ? SharedVersion : Written;
        string[] npm = [$"^{version}", $"~{version}", version, $">={version}", "workspace:^", "workspace:*", "workspace:~", $"workspace:^{version}", "*", $">={version} <9.0.0"];
        string[] python = [$">={version}", $"~={version}", $"=={version}", $">={version},<9", ""];
        return IsPython ? python[style % python.Length] : npm[style % npm.Length];
    }
}
