using FsCheck;
using FsCheck.Fluent;

namespace ReleaseKit.Core.Tests.Planning;

/// <summary>One generated commit that touches up to two packages.</summary>
internal sealed record CommitModel(string Message, int First, int Second)
{
    public static Gen<CommitModel> All { get; } =
        from message in Gen.Elements("feat: a", "fix: b", "feat!: c", "docs: d", "chore: e", "not conventional")
        from first in Gen.Choose(0, 9)
        from second in Gen.Choose(0, 9)
        select new CommitModel(message, first, second);
}
