using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Tests.Text;

public sealed class TextTableTests
{
    [Fact]
    public void ColumnsAreAlignedAndNoLineEndsInWhiteSpace()
    {
        var table = TextTable.Render(["a", "package", ""], [["1", "x", ""], ["22", "long-name", "z"]]);

        table.ShouldBe("a   package\n1   x\n22  long-name  z");
    }
}
