using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Tests.Planning;

/// <summary>One generated dependency between packages A and B.</summary>
internal sealed record EdgeModel(int A, int B, DependencyKind Kind, DependencySource Source, int Style)
{
    public static Gen<EdgeModel> All { get; } =
        from a in Gen.Choose(0, 9)
        from b in Gen.Choose(0, 9)
        from kind in Gen.Elements(Enum.GetValues<DependencyKind>())
        from source in Gen.Frequency((9, Gen.Constant(DependencySource.Workspace)), (1, Gen.Constant(DependencySource.Registry)))
        from style in Gen.Choose(0, 9)
        select new EdgeModel(a, b, kind, source, style);
}
